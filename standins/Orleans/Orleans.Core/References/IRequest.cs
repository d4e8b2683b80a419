using System.Text;

namespace Orleans.Runtime;

/// <summary>A call with its arguments.</summary>
public interface IRequest : IInvokable
{
    /// <summary>How the method is called and how it may interleave.</summary>
    InvokeMethodOptions Options { get; }

    /// <summary>Adds options to those of the method.</summary>
    void AddInvokeMethodOptions(InvokeMethodOptions options);

    /// <summary>Returns interface, method and arguments as text.</summary>
    static string ToString(IRequest request) => $"{request.GetInterfaceName()}.{request.GetMethodName()}({Arguments(request)})";

    /// <summary>Returns interface, method and arguments as text.</summary>
    static string ToMethodCallString(IRequest request) => ToString(request);

    private static string Arguments(IRequest request)
    {
        var result = new StringBuilder();
        for (var i = 0; i < request.GetArgumentCount(); i++)
        {
            if (i > 0) result.Append(", ");
            result.Append(request.GetArgument(i) ?? "null");
        }

        return result.ToString();
    }
}
