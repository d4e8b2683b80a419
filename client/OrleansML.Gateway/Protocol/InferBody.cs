using System.Buffers.Binary;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using OrleansML.Client;
using OrleansML.Tensors;

namespace OrleansML.Gateway.Protocol;

/// <summary>
/// Reads the body of an infer request in each of its three forms: JSON, JSON with binary data behind it, and one bare tensor.
/// </summary>
internal sealed class InferBody(OrleansMLClient client, GatewayOptions options)
{
    // Native code wants tensors aligned to their elements, of which 8 bytes is the largest.
    private const int Alignment = 8;

    private readonly BodyLimit _limit = BodyLimit.Of(options);
    private readonly InferLimits _limits = new(options.MaximumJsonDepth, options.MaximumTensors);

    /// <summary>Reads the request.</summary>
    /// <exception cref="OrleansMLException">The body breaks the protocol.</exception>
    public ValueTask<InferRequest> ReadAsync(HttpContext context, string model, VersionTarget target)
    {
        var headerLength = InferenceHeader.Read(context.Request);
        var reader = RequestBody.Open(context.Request, _limit);
        var announced = ReferenceEquals(reader, context.Request.BodyReader) ? context.Request.ContentLength : null;
        return headerLength switch
        {
            null => ReadJsonAsync(reader, announced, context.RequestAborted),
            0 => ReadRawAsync(reader, announced, model, target, context.RequestAborted),
            { } length => ReadBinaryAsync(reader, announced, length, context.RequestAborted),
        };
    }

    private async ValueTask<InferRequest> ReadJsonAsync(PipeReader reader, long? announced, CancellationToken cancellationToken)
    {
        // A small body lies complete in one buffer of the server most of the time and is read where it lies.
        if (announced is not null)
        {
            var result = await reader.ReadAsync(cancellationToken);
            if (result.IsCompleted && result.Buffer.IsSingleSegment)
            {
                try
                {
                    return InferRequestReader.Read(result.Buffer.FirstSpan, null, _limits);
                }
                finally
                {
                    reader.AdvanceTo(result.Buffer.End);
                }
            }

            reader.AdvanceTo(result.Buffer.Start);
        }

        var body = await RequestBody.ReadAsync(reader, announced, 0, _limit, cancellationToken);
        return InferRequestReader.Read(body, null, _limits);
    }

    private async ValueTask<InferRequest> ReadBinaryAsync(
        PipeReader reader, long? announced, int jsonLength, CancellationToken cancellationToken)
    {
        if (jsonLength > announced)
            throw TooFewBytes(jsonLength, announced.Value);

        var padding = (Alignment - jsonLength % Alignment) % Alignment;
        var body = await RequestBody.ReadAsync(reader, announced, padding, _limit, cancellationToken);
        if (jsonLength > body.Count)
            throw TooFewBytes(jsonLength, body.Count);

        return InferRequestReader.Read(body.AsSpan(0, jsonLength), body.AsMemory(jsonLength), _limits);
    }

    private async ValueTask<InferRequest> ReadRawAsync(
        PipeReader reader, long? announced, string model, VersionTarget target, CancellationToken cancellationToken)
    {
        var served = await client.DescribeAsync(model, target, cancellationToken);
        var inputs = served.Version.Description.Inputs;
        if (inputs.Length != 1)
        {
            throw RequestFaults.Invalid(
                $"A body that is one bare tensor ({InferenceHeader.Name}: 0) needs a model with one input; '{model}' has {inputs.Length}.");
        }

        var body = await RequestBody.ReadAsync(reader, announced, Alignment, _limit, cancellationToken);
        var data = body.AsMemory();
        if (inputs[0].Type == TensorType.String)
        {
            // The body is the text itself; the length that has to stand before it goes into the room left free there.
            BinaryPrimitives.WriteInt32LittleEndian(body.Array.AsSpan(Alignment - sizeof(int)), body.Count);
            data = body.Array.AsMemory(Alignment - sizeof(int), sizeof(int) + body.Count);
        }

        return new InferRequest { Inputs = [RawTensor.Create(inputs[0], data)], BinaryOutput = true };
    }

    private static OrleansMLException TooFewBytes(int jsonLength, long bodyLength) =>
        RequestFaults.Invalid($"Header {InferenceHeader.Name} is {jsonLength}; the body has {bodyLength} bytes.");
}
