namespace Orleans.Services;

/// <summary>Calls a grain service.</summary>
public interface IGrainServiceClient<TGrainService>
    where TGrainService : IGrainService
{
}
