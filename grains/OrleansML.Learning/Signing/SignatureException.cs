namespace OrleansML.Learning.Signing;

/// <summary>A signed text cannot be believed. The message says why.</summary>
public sealed class SignatureException(string message, Exception? innerException = null) : Exception(message, innerException);
