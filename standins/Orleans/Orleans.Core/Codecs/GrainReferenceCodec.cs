using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.GrainReferences;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;

namespace OrleansStandIn.Generated;

/// <summary>References to grains and observers: the grain id and the interface.</summary>
internal sealed class GrainReferenceCodec<T> : Codec<T>
    where T : class, IAddressable
{
    private IServiceProvider _services = null!;
    private GrainReferenceActivator? _activator;

    public override bool IsShareable => typeof(GrainReference).IsAssignableFrom(typeof(T));

    internal override Type WireType => typeof(GrainReference);

    public override void Initialize(CodecProvider provider) => _services = provider.Services;

    public override void Write(ref WireWriter writer, uint idDelta, T value)
    {
        if (value is null)
        {
            writer.WriteHeader(idDelta, WireKind.Null);
            return;
        }

        var reference = AsReference(value);
        writer.WriteHeader(idDelta, WireKind.Fields);
        writer.WriteBytes(0, reference.GrainId.Type.AsSpan());
        writer.WriteBytes(1, reference.GrainId.Key.AsSpan());
        writer.WriteBytes(1, reference.InterfaceType.Value.AsSpan());
        writer.WriteEnd();
    }

    public override T Read(ref WireReader reader, WireKind kind)
    {
        if (kind == WireKind.Null) return null!;
        if (kind == WireKind.Typed) return Polymorphic.Read<T>(ref reader);
        if (kind != WireKind.Fields) throw reader.Unexpected(kind, "a reference to a grain");
        IdSpan type = default, key = default, interfaceType = default;
        uint id = 0;
        while (reader.ReadField(ref id, out var fieldKind))
        {
            switch (id)
            {
                case 0:
                    type = ReadId(ref reader, fieldKind);
                    break;
                case 1:
                    key = ReadId(ref reader, fieldKind);
                    break;
                case 2:
                    interfaceType = ReadId(ref reader, fieldKind);
                    break;
                default:
                    reader.Skip(fieldKind);
                    break;
            }
        }

        reader.ReadEnd();
        _activator ??= _services.GetService<GrainReferenceActivator>() ?? throw new SerializerException(
            "The data holds a reference to a grain, but this process is neither a silo nor a client of a cluster.");
        object reference = _activator.CreateReference(new(new GrainType(type), key), new GrainInterfaceType(interfaceType));
        return reference as T ?? (T)((GrainReference)reference).Runtime.Cast((GrainReference)reference, typeof(T));
    }

    public override T Copy(T value, Orleans.Serialization.Cloning.CopyContext context)
        => value is null or GrainReference ? value! : (T)AsReference(value).Runtime.Cast(AsReference(value), typeof(T));

    private static IdSpan ReadId(ref WireReader reader, WireKind kind) => new(reader.ReadBytes(kind).ToArray());

    private static GrainReference AsReference(T value) => value as GrainReference ?? (GrainReference)value.AsReference(typeof(T));
}
