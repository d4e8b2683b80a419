namespace Orleans;

/// <summary>A client-side object that grains can call back.</summary>
public interface IGrainObserver : IAddressable
{
}
