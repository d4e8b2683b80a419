using Orleans.Serialization.Cloning;
using Orleans.Serialization.Serializers;

namespace Orleans.Runtime;

/// <summary>A reference to a grain, observer or extension; generated proxies derive from it.</summary>
[Alias("GrainRef")]
public class GrainReference : IAddressable, IEquatable<GrainReference>, ISpanFormattable
{
    private readonly GrainReferenceShared _shared;
    private readonly IdSpan _key;

    /// <summary>Makes a reference to the grain with a key.</summary>
    protected GrainReference(GrainReferenceShared shared, IdSpan key)
    {
        _shared = shared;
        _key = key;
    }

    /// <summary>The identity of the grain.</summary>
    public GrainId GrainId => GrainId.Create(_shared.GrainType, _key);

    /// <summary>The interface through which the grain is called.</summary>
    public GrainInterfaceType InterfaceType => _shared.InterfaceType;

    /// <summary>The version of the interface.</summary>
    public ushort InterfaceVersion => _shared.InterfaceVersion;

    /// <summary>The name of the interface.</summary>
    public virtual string InterfaceName => InterfaceType.ToString();

    /// <summary>Finds the codecs of arguments.</summary>
    protected CodecProvider CodecProvider => _shared.CodecProvider;

    /// <summary>Keeps the contexts in which arguments are copied.</summary>
    protected CopyContextPool CopyContextPool => _shared.CopyContextPool;

    internal IGrainReferenceRuntime Runtime => _shared.Runtime;

    internal GrainReferenceShared Shared => _shared;

    /// <summary>Returns a reference to the same grain through another interface.</summary>
    public virtual TGrainInterface Cast<TGrainInterface>()
        where TGrainInterface : IAddressable
        => (TGrainInterface)Runtime.Cast(this, typeof(TGrainInterface));

    /// <inheritdoc/>
    public bool Equals(GrainReference? other) => ReferenceEquals(this, other) || (other is not null && GrainId.Equals(other.GrainId));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    /// <inheritdoc/>
    public override int GetHashCode() => GrainId.GetHashCode();

    /// <summary>Returns a hash that is the same in every process.</summary>
    public uint GetUniformHashCode() => GrainId.GetUniformHashCode();

    /// <inheritdoc/>
    public sealed override string ToString() => $"GrainReference:{GrainId}";

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
        => destination.TryWrite($"GrainReference:{GrainId}", out charsWritten);

    /// <summary>Whether both are equal.</summary>
    public static bool operator ==(GrainReference? reference1, GrainReference? reference2)
        => reference1 is null ? reference2 is null : reference1.Equals(reference2);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(GrainReference? reference1, GrainReference? reference2) => !(reference1 == reference2);

    /// <summary>Sends a request without waiting.</summary>
    protected void Invoke(IRequest methodDescription)
        => Runtime.InvokeMethod(this, methodDescription, methodDescription.Options | _shared.InvokeMethodOptions);

    /// <summary>Sends a request and waits until it is done.</summary>
    protected ValueTask InvokeAsync(IRequest methodDescription)
        => Runtime.InvokeMethodAsync(this, methodDescription, methodDescription.Options | _shared.InvokeMethodOptions);

    /// <summary>Sends a request and waits for its result.</summary>
    protected ValueTask<T?> InvokeAsync<T>(IRequest methodDescription)
        => Runtime.InvokeMethodAsync<T>(this, methodDescription, methodDescription.Options | _shared.InvokeMethodOptions);
}
