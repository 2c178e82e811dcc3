// What the theme keeps in the browser, each site for itself. The theme would write these helpers of
// its script into every page.
window.__md_hash = text => [...text].reduce((hash, sign) => (hash << 5) - hash + sign.charCodeAt(0), 0)
window.__md_get = (key, store = localStorage, scope = __md_scope) =>
  JSON.parse(store.getItem(`${scope.pathname}.${key}`))
window.__md_set = (key, value, store = localStorage, scope = __md_scope) => {
  try {
    store.setItem(`${scope.pathname}.${key}`, JSON.stringify(value))
  } catch {}
}
