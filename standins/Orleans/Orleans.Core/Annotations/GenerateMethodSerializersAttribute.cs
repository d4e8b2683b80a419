namespace Orleans;

/// <summary>Asks the source generator for proxies and request classes of every interface that derives from the marked one.</summary>
[AttributeUsage(AttributeTargets.Interface, AllowMultiple = true)]
public sealed class GenerateMethodSerializersAttribute(Type proxyBase, bool isExtension = false) : Attribute
{
    /// <summary>The class from which the generated proxies derive.</summary>
    public Type ProxyBase { get; } = proxyBase;

    /// <summary>Whether the interfaces are extensions, which a component of the activation answers.</summary>
    public bool IsExtension { get; } = isExtension;
}
