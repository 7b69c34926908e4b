// First child of <body>, before anything is painted: the vendored components start only where these classes are.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) document.body.classList.add("govuk-frontend-supported");
