{#- The search worker as it is sent: without indentation and comments. -#}
{{- asset("assets/scripts/search-worker.js") }}
