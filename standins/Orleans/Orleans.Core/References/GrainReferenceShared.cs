using Orleans.Serialization.Cloning;
using Orleans.Serialization.Serializers;

namespace Orleans.Runtime;

/// <summary>What all references to one grain type through one interface have in common.</summary>
public class GrainReferenceShared(
    GrainType grainType, GrainInterfaceType grainInterfaceType, ushort interfaceVersion, IGrainReferenceRuntime runtime,
    InvokeMethodOptions invokeMethodOptions, CodecProvider codecProvider, CopyContextPool copyContextPool, IServiceProvider serviceProvider)
{
    public GrainType GrainType { get; } = grainType;

    public GrainInterfaceType InterfaceType { get; } = grainInterfaceType;

    public ushort InterfaceVersion { get; } = interfaceVersion;

    public IGrainReferenceRuntime Runtime { get; } = runtime;

    public InvokeMethodOptions InvokeMethodOptions { get; } = invokeMethodOptions;

    public CodecProvider CodecProvider { get; } = codecProvider;

    public CopyContextPool CopyContextPool { get; } = copyContextPool;

    public IServiceProvider ServiceProvider { get; } = serviceProvider;
}
