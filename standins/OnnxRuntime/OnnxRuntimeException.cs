namespace Microsoft.ML.OnnxRuntime;

/// <summary>An error of ONNX Runtime. The message starts with its code, for example <c>[ErrorCode:InvalidArgument]</c>.</summary>
public class OnnxRuntimeException : Exception
{
    internal OnnxRuntimeException(ErrorCode errorCode, string message)
        : base($"[ErrorCode:{errorCode}] {message}")
    {
    }
}
