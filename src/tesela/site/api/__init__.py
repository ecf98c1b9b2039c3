"""The service for machines: OpenAPI, problem documents (RFC 9457), the same verdicts."""
