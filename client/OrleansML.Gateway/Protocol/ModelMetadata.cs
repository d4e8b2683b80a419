using System.Globalization;
using OrleansML.Client;

namespace OrleansML.Gateway.Protocol;

/// <summary>Answer to <c>GET /v2/models/{model}</c>.</summary>
internal sealed record ModelMetadata
{
    public required string Name { get; init; }

    public required string[] Versions { get; init; }

    public required string Platform { get; init; }

    public required TensorSchema[] Inputs { get; init; }

    public required TensorSchema[] Outputs { get; init; }

    public static ModelMetadata From(ServedModel model) => new()
    {
        Name = model.Name,
        Versions = Array.ConvertAll(model.Snapshot.Versions, static version => version.Version.ToString(CultureInfo.InvariantCulture)),
        Platform = model.Version.Description.Platform,
        Inputs = Array.ConvertAll(model.Version.Description.Inputs, TensorSchema.From),
        Outputs = Array.ConvertAll(model.Version.Description.Outputs, TensorSchema.From),
    };
}
