{#- All scripts of the site as one file, so that a first visit asks once; before the theme's own. -#}
{% for part in ["search-box", "theme", "tooltip", "cite"] %}
{{ asset("assets/scripts/" ~ part ~ ".js") }};
{% endfor %}
