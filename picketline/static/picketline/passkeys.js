/* Shows what needs passkeys where the browser knows them, and says so when none came. The rest is allauth's script. */
(function () {
  document.addEventListener('DOMContentLoaded', function () {
    if (!window.PublicKeyCredential) return
    document.querySelectorAll('[data-passkey]').forEach(part => { part.hidden = false })
    document.querySelectorAll('[data-without-passkey]').forEach(part => { part.hidden = true })
  })
  document.addEventListener('allauth.error', function (event) {
    event.preventDefault()
    const words = document.getElementById('no-passkey')
    words.hidden = false
    words.focus()
  })
})()
