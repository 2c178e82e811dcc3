{#- All scripts of the site as one file, so that a first visit asks once; before the theme's own. -#}
{% set texts = ["clipboard.copy", "clipboard.copied", "search.result.placeholder", "search.result.none", "search.result.one", "search.result.other", "search.result.more.one", "search.result.more.other", "search.result.term.missing", "select.version"] %}
{% set frames = {} %}
{% for site in config.plugins.i18n.config.languages if site.build %}
{% set language = site.locale %}
{% set home = "" if language == "ko" else language ~ "/" %}
{% import "partials/languages/" ~ language ~ ".html" as lang %}
{% set t = words_of(language) %}
{% set box %}{% include "partials/search.html" %}{% endset %}
{% set own = {} %}
{% for key in texts %}{% set _ = own.update({key: lang.t(key)}) %}{% endfor %}
{% set find = {"location": home ~ "a-z/", "title": t("search-failed"), "text": "", "score": 1, "terms": {}} %}
{% set cite = {} %}
{% for key in ["copy", "korean", "seen", "grades", "grades-ko", "copied", "select"] %}{% set _ = cite.update({key: t("cite-" ~ key)}) %}{% endfor %}
{% set _ = cite.update({"number": t("source-number", number="#"), "back": t("in-text")}) %}
{% set _ = frames.update({language: {"box": box | replace("\n", ""), "translations": own, "find": find, "cite": cite}}) %}
{% endfor %}
({{ asset("assets/scripts/frame.js") }})({{ frames | tojson }});
{% for part in ["scope", "disk", "search-box", "theme", "tooltip", "cite"] %}
{{ asset("assets/scripts/" ~ part ~ ".js") }};
{% endfor %}
