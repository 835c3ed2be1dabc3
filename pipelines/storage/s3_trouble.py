"""What an answer of S3 means for a part, and what a person can do about it. A table; no S3 is asked here."""

from pipelines.errors import BucketRefused, DeliveryTrouble, NotHeld

# Amazon's own names, which other stores copy; source: the error list of the S3 API reference, the answers of SeaweedFS.
ADVICE = {
    "NoSuchBucket": "Create the bucket, or correct FILE_TO.",
    "InvalidBucketName": "Correct FILE_TO: s3://bucket/prefix.",
    "AccessDenied": "Allow this identity s3:PutObject and s3:GetObject under the prefix (and kms:GenerateDataKey with "
    "S3_KMS_KEY).",
    "AllAccessDisabled": "The bucket is closed; ask whoever keeps it.",
    "AccountProblem": "Ask whoever keeps the AWS account.",
    "InvalidAccessKeyId": "The store does not know this access key: check AWS_ACCESS_KEY_ID, the profile or the role.",
    "SignatureDoesNotMatch": "The secret does not fit the access key: check AWS_SECRET_ACCESS_KEY.",
    "ExpiredToken": "The session has expired: sign in again.",
    "InvalidToken": "The session token is not valid: check AWS_SESSION_TOKEN, or sign in again.",
    "RequestTimeTooSkewed": "This machine's clock is wrong: set it.",
    "AuthorizationHeaderMalformed": "The bucket lies in another region: set S3_REGION.",
    "PermanentRedirect": "The bucket lies in another region: set S3_REGION.",
    "IllegalLocationConstraintException": "The bucket lies in another region: set S3_REGION.",
    "NotImplemented": "This store can't create with If-None-Match; it can't promise that a part is written once.",
    "KMS.NotFoundException": "There is no such KMS key: correct S3_KMS_KEY.",
    "KMS.DisabledException": "The KMS key is disabled: enable it, or correct S3_KMS_KEY.",
    "KMS.KMSInvalidStateException": "The KMS key can't be used now: enable it, or correct S3_KMS_KEY.",
    "NoCredentialsError": "No AWS credentials were found: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile "
    "or a role.",
    "PartialCredentialsError": "Half of the AWS credentials is missing: set both the access key and the secret.",
    "CredentialRetrievalError": "The AWS credentials could not be fetched: check the role or the credential process.",
    "ProfileNotFound": "There is no such AWS profile: correct AWS_PROFILE.",
    "SSOTokenLoadError": "Sign in again: aws sso login.",
    "TokenRetrievalError": "Sign in again: aws sso login.",
    "UnauthorizedSSOTokenError": "Sign in again: aws sso login.",
    "ParamValidationError": "Correct FILE_TO: s3://bucket/prefix.",
    "InvalidRegionError": "Correct S3_REGION.",
    "ValueError": "Correct S3_ENDPOINT: http://host:port or https://host.",
}
# A key that is not there (to a HEAD, whose answer has no body, the status alone), and a range behind an object's end.
NOTHING_THERE = {"NoSuchKey", "InvalidRange", "404"}
ARRIVED_CHANGED = {"BadDigest", "InvalidDigest", "XAmzContentSHA256Mismatch", "XAmzContentChecksumMismatch"}
FORBIDDEN = {301, 401, 403, 501}


def read_trouble(where: str, code: str, status: int | None, message: str) -> DeliveryTrouble:
    """The trouble that an answer means.

    Args:
        where: The address that was asked.
        code: The error's name: S3's own code, or the class of a failure on this side.
        status: The HTTP status; None where no answer came.
        message: What the error says.

    Returns:
        BucketRefused where a person has to change something, otherwise DeliveryTrouble: the part is tried again.
    """
    happened = f"{where}: {code}: {message.rstrip('.')}."
    if code in NOTHING_THERE:
        return NotHeld(happened)
    if code in ADVICE or status in FORBIDDEN:
        return BucketRefused(f"{happened} {ADVICE.get(code, ADVICE['AccessDenied'])}")
    if code in ARRIVED_CHANGED:
        return DeliveryTrouble(f"{happened} The part arrived changed and was refused; it is sent again.")
    if status is None:
        return DeliveryTrouble(
            f"{happened} Check S3_ENDPOINT, the network and that the store is up; it is tried again."
        )
    return DeliveryTrouble(f"{happened} The store answered {status}; it is tried again.")
