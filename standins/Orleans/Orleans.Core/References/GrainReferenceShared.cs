using Orleans.Serialization.Cloning;
using Orleans.Serialization.Serializers;

namespace Orleans.Runtime;

/// <summary>What all references to one grain type through one interface have in common.</summary>
public class GrainReferenceShared(
    GrainType grainType, GrainInterfaceType grainInterfaceType, ushort interfaceVersion, IGrainReferenceRuntime runtime,
    InvokeMethodOptions invokeMethodOptions, CodecProvider codecProvider, CopyContextPool copyContextPool, IServiceProvider serviceProvider)
{
    /// <summary>The type of the grains.</summary>
    public GrainType GrainType { get; } = grainType;

    /// <summary>The interface of the references.</summary>
    public GrainInterfaceType InterfaceType { get; } = grainInterfaceType;

    /// <summary>The version of the interface.</summary>
    public ushort InterfaceVersion { get; } = interfaceVersion;

    /// <summary>Carries out the calls.</summary>
    public IGrainReferenceRuntime Runtime { get; } = runtime;

    /// <summary>Options that every call gets in addition to those of its method.</summary>
    public InvokeMethodOptions InvokeMethodOptions { get; } = invokeMethodOptions;

    /// <summary>Finds the codecs of arguments.</summary>
    public CodecProvider CodecProvider { get; } = codecProvider;

    /// <summary>Keeps the contexts in which arguments are copied.</summary>
    public CopyContextPool CopyContextPool { get; } = copyContextPool;

    /// <summary>The services of this process.</summary>
    public IServiceProvider ServiceProvider { get; } = serviceProvider;
}
