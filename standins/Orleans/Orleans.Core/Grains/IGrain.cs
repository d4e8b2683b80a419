namespace Orleans;

/// <summary>A virtual actor that can be addressed through a reference.</summary>
public interface IGrain : IAddressable
{
}
