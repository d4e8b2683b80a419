using Orleans.Serialization.Cloning;
using Orleans.Serialization.Serializers;

namespace Orleans.Runtime;

/// <summary>A reference to a grain, observer or extension; generated proxies derive from it.</summary>
[Alias("GrainRef")]
public class GrainReference : IAddressable, IEquatable<GrainReference>, ISpanFormattable
{
    private readonly GrainReferenceShared _shared;
    private readonly IdSpan _key;

    protected GrainReference(GrainReferenceShared shared, IdSpan key)
    {
        _shared = shared;
        _key = key;
    }

    public GrainId GrainId => GrainId.Create(_shared.GrainType, _key);

    public GrainInterfaceType InterfaceType => _shared.InterfaceType;

    public ushort InterfaceVersion => _shared.InterfaceVersion;

    public virtual string InterfaceName => InterfaceType.ToString();

    protected CodecProvider CodecProvider => _shared.CodecProvider;

    protected CopyContextPool CopyContextPool => _shared.CopyContextPool;

    internal IGrainReferenceRuntime Runtime => _shared.Runtime;

    internal GrainReferenceShared Shared => _shared;

    public virtual TGrainInterface Cast<TGrainInterface>()
        where TGrainInterface : IAddressable
        => (TGrainInterface)Runtime.Cast(this, typeof(TGrainInterface));

    public bool Equals(GrainReference? other) => ReferenceEquals(this, other) || (other is not null && GrainId.Equals(other.GrainId));

    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    public override int GetHashCode() => GrainId.GetHashCode();

    public uint GetUniformHashCode() => GrainId.GetUniformHashCode();

    public sealed override string ToString() => $"GrainReference:{GrainId}";

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
        => destination.TryWrite($"GrainReference:{GrainId}", out charsWritten);

    public static bool operator ==(GrainReference? reference1, GrainReference? reference2)
        => reference1 is null ? reference2 is null : reference1.Equals(reference2);

    public static bool operator !=(GrainReference? reference1, GrainReference? reference2) => !(reference1 == reference2);

    protected void Invoke(IRequest methodDescription)
        => Runtime.InvokeMethod(this, methodDescription, methodDescription.Options | _shared.InvokeMethodOptions);

    protected ValueTask InvokeAsync(IRequest methodDescription)
        => Runtime.InvokeMethodAsync(this, methodDescription, methodDescription.Options | _shared.InvokeMethodOptions);

    protected ValueTask<T?> InvokeAsync<T>(IRequest methodDescription)
        => Runtime.InvokeMethodAsync<T>(this, methodDescription, methodDescription.Options | _shared.InvokeMethodOptions);
}
