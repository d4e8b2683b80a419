using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using OrleansML.Gateway.Protocol;

namespace OrleansML.Gateway.Api;

/// <summary>A request with a definition: in JSON with content type <c>application/json</c>, else YAML.</summary>
/// <param name="Definition">The definition in YAML.</param>
/// <param name="Id">The id that the body names, if it does.</param>
/// <param name="Actor">Who asks, if the body says so.</param>
internal sealed record DefinitionBody(string Definition, string? Id, string? Actor)
{
    private static readonly BodyLimit LargestDefinition = new(1 << 20);

    // In JSON, every line break of the definition takes two bytes.
    private static readonly BodyLimit LargestJson = new(2 * LargestDefinition.Bytes);

    /// <summary>Reads a request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="kind">What is defined, such as "training".</param>
    /// <param name="idMember">The member that holds the id; null: there is none.</param>
    /// <param name="example">What is expected, for messages.</param>
    /// <param name="hasActor">Whether the body may say who asks.</param>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/> or <see cref="ErrorCode.TooLarge"/>.</exception>
    public static async Task<DefinitionBody> ReadAsync(HttpContext context, string kind, string? idMember, string example, bool hasActor = true)
    {
        if (!context.Request.HasJsonContentType())
            return new DefinitionBody(Encoding.UTF8.GetString(await WholeBody.ReadAsync(context, LargestDefinition)), null, null);

        using var document = await WholeBody.ReadObjectAsync(context, LargestJson, example);
        string[] id = idMember is null ? [] : [idMember];
        string[] actor = hasActor ? ["actor"] : [];
        var members = new RequestMembers(document.RootElement, [.. id, "definition", .. actor]);
        return new DefinitionBody(
            Text(members, "definition") ?? throw RequestMembers.Invalid($"'definition' is missing: the {kind} definition in YAML"),
            idMember is null ? null : Text(members, idMember),
            hasActor ? Text(members, "actor") : null);
    }

    private static string? Text(RequestMembers members, string name) => members.Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        var other => throw RequestMembers.Invalid($"'{name}' holds {other.Value.ValueKind}; a text is allowed"),
    };
}
