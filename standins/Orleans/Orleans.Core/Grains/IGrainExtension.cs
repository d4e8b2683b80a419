namespace Orleans.Runtime;

/// <summary>An interface that an activation answers through a component rather than through the grain class.</summary>
[GenerateMethodSerializers(typeof(GrainReference), isExtension: true)]
public interface IGrainExtension : IAddressable
{
}
