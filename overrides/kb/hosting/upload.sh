{% autoescape false %}
#!/bin/sh
# make publish가 쓴 파일이다. CDN 뒤의 저장소에 올린다: sh upload.sh s3://<버킷>{{ host.path }}
# 이름에 해시가 붙은 것, 페이지가 읽는 것, 페이지의 차례로 올려 반쪽 사이트가 보이지 않게 한다.
set -eu
from=$(cd "$(dirname "$0")" && pwd)/site
to=${1:?"sh upload.sh s3://<버킷>{{ host.path }}"}
packed=$(mktemp -d)
trap 'rm -rf "$packed"' EXIT

# 브라우저만 읽는 것은 gzip으로 싸서 올린다. 내려받는 것은 어느 프로그램이나 읽게 그대로 올린다.
(cd "$from" && find . -type f \( -name '*.css.gz' -o -name '*.html.gz' -o -name '*.js.gz' \)) |
  while IFS= read -r file; do
    mkdir -p "$packed/$(dirname "$file")"
    cp "$from/$file" "$packed/${file%.gz}"
  done

# put <폴더> <끝> <종류> <캐시> <더 줄 것…>
put() {
  source=$1 ending=$2 type=$3 cache=$4
  shift 4
  aws s3 cp "$source" "$to" --recursive --exclude '*' --include "*.$ending" "$@" \
    --content-type "$type" --cache-control "$cache"
}

{% set hashed = ["css", "js"] %}
{% for ending in hashed %}
put "$packed" {{ ending }} '{{ types[ending] }}' '{{ forever }}' --content-encoding gzip
{% endfor %}
{% for ending, type in types.items() if ending not in hashed and ending not in ["html", "gz"] %}
put "$from" {{ ending }} '{{ type }}' '{{ short }}'
{% endfor %}
aws s3 cp "$from/sitemap.xml.gz" "${to%/}/sitemap.xml.gz" --content-type '{{ types.gz }}' --cache-control '{{ short }}'
put "$packed" html '{{ types.html }}' '{{ short }}' --content-encoding gzip
echo "올렸다. 앞선 판의 파일은 지우지 않았다. 지운 페이지까지 지우는 법은 docs/contributing/hosting.md에 있다."
{% endautoescape %}
