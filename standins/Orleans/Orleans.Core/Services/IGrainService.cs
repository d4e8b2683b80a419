namespace Orleans.Services;

/// <summary>A service that runs once on each silo and can be called from grains.</summary>
public interface IGrainService : ISystemTarget
{
}
