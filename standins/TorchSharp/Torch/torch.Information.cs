namespace TorchSharp;

public static partial class torch
{
    private static ScalarType DefaultType = ScalarType.Float32;

    /// <summary>The version of the API.</summary>
    public static string __version__ => "0.107.0";

    /// <summary>Throws what the last failed native call said. Every call has thrown that already, so there is nothing left.</summary>
    public static void CheckForErrors()
    {
    }

    /// <summary>The type of floating point numbers that factories use; 32 bits unless changed.</summary>
    public static ScalarType get_default_dtype() => DefaultType;

    /// <summary>Changes the type of floating point numbers that factories use.</summary>
    /// <exception cref="ArgumentException">Not a type of floating point numbers.</exception>
    public static void set_default_dtype(ScalarType dtype) =>
        DefaultType = is_floating_point(dtype)
            ? dtype
            : throw new ArgumentException("only floating-point types are supported as the default type");

    /// <summary>Whether an object is a tensor.</summary>
    public static bool is_tensor(object obj) => obj is Tensor;

    /// <summary>The number of elements.</summary>
    public static long numel(Tensor input) => input.numel();

    /// <summary>Whether the only element is not zero.</summary>
    /// <exception cref="InvalidOperationException">There is not exactly one element.</exception>
    public static bool is_nonzero(Tensor input) => input.is_nonzero();

    /// <summary>A scope that disposes the tensors made on this thread while it is the innermost.</summary>
    public static DisposeScope NewDisposeScope() => DisposeScopeManager.OfThread.Open();

    /// <summary>The innermost scope of this thread, or null.</summary>
    public static DisposeScope? CurrentDisposeScope => DisposeScopeManager.OfThread.Current;

    /// <summary>Computes a tensor in a scope of its own, which only the result leaves.</summary>
    public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
    {
        using var scope = NewDisposeScope();
        return expr().MoveToOuterDisposeScope();
    }
}
