namespace Orleans;

/// <summary>A part of the runtime that lives once on each silo and can be called from others.</summary>
public interface ISystemTarget : IAddressable
{
}
