namespace Orleans.Runtime;

/// <summary>Anything that can be called through a reference: grains, observers, extensions, system targets.</summary>
[GenerateMethodSerializers(typeof(GrainReference))]
public interface IAddressable
{
}
