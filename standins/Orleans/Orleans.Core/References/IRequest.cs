using System.Text;

namespace Orleans.Runtime;

/// <summary>A call with its arguments.</summary>
public interface IRequest : IInvokable
{
    InvokeMethodOptions Options { get; }

    void AddInvokeMethodOptions(InvokeMethodOptions options);

    static string ToString(IRequest request) => $"{request.GetInterfaceName()}.{request.GetMethodName()}({Arguments(request)})";

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
