//! All kinds of problems, with what their pages tell.

/// A kind of problem: what its `type` page tells.
#[derive(Debug, PartialEq, Eq)]
pub struct Kind {
    /// Stable code, and the last segment of the `type`.
    pub code: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// The same for every problem of this kind.
    pub title: &'static str,
    /// What it means and what to do, for the page.
    pub about: &'static str,
}

macro_rules! kinds {
    ($($name:ident = $code:literal, $status:literal, $title:literal, $about:literal;)+) => {
        $(#[doc = $about] pub const $name: &Kind = &Kind { code: $code, status: $status, title: $title, about: $about };)+

        /// All kinds, for the pages that `type` leads to.
        pub const KINDS: &[&Kind] = &[$($name,)+];
    };
}

kinds! {
    BAD_REQUEST = "bad_request", 400, "The request can't be understood",
        "The request breaks a rule of HTTP, or, from a browser, of CORS: the page's origin, method or headers are not \
         among those that this server allows.";
    MALFORMED_BODY = "malformed_body", 400, "The body can't be parsed",
        "The body is not the JSON text that its media type promises. `detail` gives line and column.";
    INVALID_PARAMETERS = "invalid_parameters", 400, "A query parameter or header is invalid",
        "A query parameter is unknown, given twice, or has a value that can't be; or a header can't be parsed. \
         `errors` names each `parameter`.";
    INVALID_CURSOR = "invalid_cursor", 400, "The cursor can't be used here",
        "A cursor continues one list with the filters it was made for. Take `next_cursor` as it is, and repeat the \
         other parameters unchanged; or start again without a cursor.";
    IDEMPOTENCY_KEY_REQUIRED = "idempotency_key_required", 400, "An Idempotency-Key is required",
        "Every POST carries an `Idempotency-Key` of 1 to 255 letters, digits or any of `. _ : ~ -`, a UUID for example. Send the \
         same key when you repeat the same request, and a new key for a new one.";
    UNAUTHENTICATED = "unauthenticated", 401, "A valid access token is required",
        "Send `Authorization: Bearer` with an access token from `POST /oauth/token`. Tokens last for 15 minutes; \
         when one is refused, get another and try once more.";
    DEVICE_REVOKED = "device_revoked", 401, "The device was revoked",
        "The operator revoked this device, as lost or replaced. Nothing that it sends is taken; items of a sync are set aside \
         for the operator (`set_aside` says how many are new). Enrol the device again with a new code.";
    INSUFFICIENT_SCOPE = "insufficient_scope", 403, "The access token lacks a scope",
        "The operation needs a scope that the token does not carry; `WWW-Authenticate` and `detail` name it. Ask for \
         it at the token endpoint; if that is refused, the client does not hold it.";
    NOT_FOUND = "not_found", 404, "There is no such resource",
        "Nothing is here, or nothing that this client may see: the two are answered alike.";
    METHOD_NOT_ALLOWED = "method_not_allowed", 405, "The method is not supported here",
        "The resource exists but not with this method; `Allow` lists those it has.";
    NOT_ACCEPTABLE = "not_acceptable", 406, "None of the accepted media types is offered",
        "`Accept` names no media type that the operation can answer with; `detail` lists those it can.";
    REQUEST_TIMEOUT = "request_timeout", 408, "The request took too long to arrive",
        "The body did not arrive in time. Send it again.";
    CONFLICT = "conflict", 409, "The present state does not allow this",
        "The request contradicts the state of a resource; `code` in `errors`, or `detail`, says how.";
    CONTENT_DIFFERS = "content_differs", 409, "The id is taken by another content",
        "Whoever makes an id sends it with one content, as often as needed: the same again changes nothing. This one \
         came with another content before, whose version is `current_version`. What happened never changes: send a \
         correction as a new thing of its own (a visit that `supersedes` another); what can be changed has PATCH.";
    DEVICE_REQUIRED = "device_required", 403, "This is for the devices of field workers",
        "The operation goes by the device that asks: enrol one with a one-time code, and use the access token that it gets. \
         (`POST /v1/field-workers/{id}/enrolments` makes the code.)";
    TRANSITION_REFUSED = "transition_refused", 409, "The resource can't make this transition now",
        "The resource's status does not allow the transition, or not to this caller. `allowed` lists those that this \
         caller may make now.";
    IDEMPOTENCY_KEY_IN_USE = "idempotency_key_in_use", 409, "A request with this key is still running",
        "The first request with this `Idempotency-Key` has not been answered yet. Wait for as long as `Retry-After` \
         says, then send the same request again.";
    PRECONDITION_FAILED = "precondition_failed", 412, "The resource has changed since you read it",
        "`If-Match` names another version than the present one, or `If-None-Match: *` met an existing resource. \
         Nothing was changed. Read the resource again and decide anew.";
    BODY_TOO_LARGE = "body_too_large", 413, "The body is too large",
        "The body, decompressed if it came compressed, exceeds the limit that `detail` gives.";
    UNSUPPORTED_MEDIA_TYPE = "unsupported_media_type", 415, "The body's media type is not supported",
        "Send the media type that the operation takes: `application/json`, or `application/merge-patch+json` for PATCH \
         (`Accept-Patch` says so).";
    VALIDATION_FAILED = "validation_failed", 422, "The body is invalid",
        "The body is well-formed but says something that can't be. `errors` lists everything that is wrong, each with \
         a JSON Pointer into the body, a stable code and a sentence.";
    IDEMPOTENCY_KEY_REUSED = "idempotency_key_reused", 422, "The key was used for another request",
        "This `Idempotency-Key` belongs to a request with another method, path or body. Use a new key.";
    PRECONDITION_REQUIRED = "precondition_required", 428, "If-Match is required",
        "Changing this resource needs `If-Match` with the `ETag` that you read, so that nobody's change is \
         overwritten unseen.";
    RATE_LIMITED = "rate_limited", 429, "Too many requests",
        "The client exceeded the policy that `policy` names. Wait for as long as `Retry-After` says; `RateLimit` on \
         every answer tells how much is left.";
    INTERNAL = "internal", 500, "The server failed",
        "A fault of ours. It is in our log under the `request_id`; please quote it. A POST may be repeated with the \
         same `Idempotency-Key`.";
    UNAVAILABLE = "unavailable", 503, "The service is not available right now",
        "The database can't be reached or the server is too busy. Try again after `Retry-After`; a POST with the same \
         `Idempotency-Key`.";
    TIMEOUT = "timeout", 504, "The request could not be answered in time",
        "The work took too long and the answer was given up; a change may still have been made. Repeat it with the \
         same `Idempotency-Key`, or read the resource first.";
    INSUFFICIENT_STORAGE = "insufficient_storage", 507, "The server has no room left",
        "The disk is full. Nothing was changed. The operator has been told by the log; try again later.";
}
