{% autoescape false %}
#!/bin/sh
# make publish가 쓴 파일이다. nginx가 도는 서버에서: sh switch.sh /srv/kb
# 새 판을 옆에 다 놓은 뒤 이름 하나를 바꿔 보인다. 읽는 사람은 앞선 판이나 새 판을 온전히 본다.
set -eu
from=$(cd "$(dirname "$0")" && pwd)
to=${1:?"sh switch.sh <폴더>: nginx가 읽는 폴더를 적는다"}
name=$(sed -n 's/.*"digest": "\(.\{16\}\).*/\1/p' "$from/site/build.json")
new=$to/releases/$name
if [ ! -d "$new" ]; then
  rm -rf "$new.part"
  mkdir -p "$new.part"
  cp -Rp "$from/site/." "$new.part/"
  # 앞선 판의 페이지를 열어 둔 사람이 찾는 이름을 30일 동안 남긴다.
  for folder in {{ folders | join(" ") }}; do
    [ -d "$to/site/$folder" ] || continue
    (cd "$to/site/" && find "$folder" -type f -mtime -30) | while IFS= read -r file; do
      [ -e "$new.part/$file" ] || { mkdir -p "$(dirname "$new.part/$file")"; cp -p "$to/site/$file" "$new.part/$file"; }
    done
  done
  mv "$new.part" "$new"
fi
mkdir -p "$to/nginx"
cp "$from/nginx/"* "$to/nginx/"
ln -sfn "releases/$name" "$to/site.new"
mv -T "$to/site.new" "$to/site"
echo "$to/site가 $name 판을 보인다. 설정이 바뀌었으면: nginx -s reload"
{% endautoescape %}
