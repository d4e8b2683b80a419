namespace OrleansML.Learning.Onnx;

/// <summary>Thrown when a file is not an ONNX model that can be accepted; the message says why and what to do.</summary>
public sealed class OnnxFormatException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="error">The kind of fault.</param>
    /// <param name="source">The name of the file or the upload that was read.</param>
    /// <param name="message">What is wrong, with the value and the remedy.</param>
    /// <param name="innerException">The parser's own error, where there is one.</param>
    public OnnxFormatException(OnnxFormatError error, string source, string message, Exception? innerException = null)
        : base($"'{source}' {message}", innerException)
    {
        Error = error;
        ModelSource = source;
    }

    /// <summary>The kind of fault.</summary>
    public OnnxFormatError Error { get; }

    /// <summary>The name of the file or the upload that was read.</summary>
    public string ModelSource { get; }
}
