// Asks the browser for a passkey and sends its answer with the form (WebAuthn level 3).
"use strict";
{
  const form = document.querySelector("form[data-passkey]");
  const part = (name) => form.querySelector(`[data-${name}]`);

  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  const asked = ({publicKey}) => {
    const key = {...publicKey, challenge: bytes(publicKey.challenge)};
    const known = (list) => list?.map((one) => ({...one, id: bytes(one.id)}));
    if (key.user) key.user = {...key.user, id: bytes(key.user.id)};
    key.excludeCredentials = known(key.excludeCredentials);
    key.allowCredentials = known(key.allowCredentials);
    return {publicKey: key};
  };

  const answered = ({id, type, rawId, response, authenticatorAttachment}, credential) => {
    const parts = {clientDataJSON: text(response.clientDataJSON)};
    for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (response[name]) parts[name] = text(response[name]);
    }
    if (response.getTransports) parts.transports = response.getTransports();
    return {
      id, type, rawId: text(rawId), response: parts, authenticatorAttachment,
      clientExtensionResults: credential.getClientExtensionResults(),
    };
  };

  const begin = async (event) => {
    event.preventDefault();
    part("stopped").hidden = true;
    try {
      const options = asked(JSON.parse(form.dataset.options));
      const credential = await navigator.credentials[form.dataset.passkey](options);
      form.elements.credential.value = JSON.stringify(answered(credential, credential));
      form.submit();
    } catch {
      part("stopped").hidden = false;
    }
  };

  if (form && window.PublicKeyCredential) {
    part("without").hidden = true;
    part("with").hidden = false;
    form.addEventListener("submit", begin);
  }
}
