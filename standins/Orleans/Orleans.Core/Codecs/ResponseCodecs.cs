using Orleans.Serialization.Cloning;
using Orleans.Serialization.Serializers;

namespace OrleansStandIn.Generated;

/// <summary>Results of calls.</summary>
internal sealed class ResultResponseCodec<T> : Codec<Response<T>>
{
    private Codec<T> _result = null!;

    public override void Initialize(CodecProvider provider) => _result = provider.GetCodec<T>();

    public override void Write(ref WireWriter writer, uint idDelta, Response<T> value)
        => _result.Write(ref writer, idDelta, value.TypedResult!);

    public override Response<T> Read(ref WireReader reader, WireKind kind) => new() { TypedResult = _result.Read(ref reader, kind) };

    public override Response<T> Copy(Response<T> value, CopyContext context) => (Response<T>)value.DeepCopy(context);
}

/// <summary>Calls that returned nothing.</summary>
internal sealed class CompletedResponseCodec : ScalarCodec<CompletedResponse>
{
    public override void Write(ref WireWriter writer, uint idDelta, CompletedResponse value) => writer.WriteHeader(idDelta, WireKind.Null);

    public override CompletedResponse Read(ref WireReader reader, WireKind kind)
    {
        reader.Skip(kind);
        return CompletedResponse.Instance;
    }
}

/// <summary>Calls that failed.</summary>
internal sealed class ExceptionResponseCodec : Codec<ExceptionResponse>
{
    private Codec<Exception> _exception = null!;

    public override bool IsShareable => true;

    public override void Initialize(CodecProvider provider) => _exception = provider.GetCodec<Exception>();

    public override void Write(ref WireWriter writer, uint idDelta, ExceptionResponse value)
        => _exception.Write(ref writer, idDelta, value.Exception!);

    public override ExceptionResponse Read(ref WireReader reader, WireKind kind) => new() { Exception = _exception.Read(ref reader, kind) };
}
