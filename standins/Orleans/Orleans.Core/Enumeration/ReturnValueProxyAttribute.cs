namespace Orleans.Invocation;

/// <summary>Names the method that turns a request into the value which the caller gets.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReturnValueProxyAttribute(string initializerMethodName) : Attribute
{
    /// <summary>The name of the method.</summary>
    public string InitializerMethodName { get; } = initializerMethodName;
}
