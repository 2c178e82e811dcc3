document.body.setAttribute("data-md-color-scheme","dark"===__md_get("__scheme")||"light"!==__md_get("__scheme")&&matchMedia("(prefers-color-scheme: dark)").matches?"slate":"default")
