namespace Orleans;

/// <summary>Asks the source generator for proxies and request classes of every interface that derives from the marked one.</summary>
[AttributeUsage(AttributeTargets.Interface, AllowMultiple = true)]
public sealed class GenerateMethodSerializersAttribute(Type proxyBase, bool isExtension = false) : Attribute
{
    public Type ProxyBase { get; } = proxyBase;

    public bool IsExtension { get; } = isExtension;
}
