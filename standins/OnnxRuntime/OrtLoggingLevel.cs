namespace Microsoft.ML.OnnxRuntime;

/// <summary>The severity from which ONNX Runtime writes log lines.</summary>
public enum OrtLoggingLevel
{
    /// <summary>Everything.</summary>
    ORT_LOGGING_LEVEL_VERBOSE = 0,

    /// <summary>Informational lines and worse.</summary>
    ORT_LOGGING_LEVEL_INFO = 1,

    /// <summary>Warnings and worse; the default.</summary>
    ORT_LOGGING_LEVEL_WARNING = 2,

    /// <summary>Errors and worse.</summary>
    ORT_LOGGING_LEVEL_ERROR = 3,

    /// <summary>Fatal errors only.</summary>
    ORT_LOGGING_LEVEL_FATAL = 4,
}
