using System.Text.Json;

namespace OrleansML.Gateway.Features;

/// <summary>One output.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Datatype">Its type, as the protocol names it.</param>
/// <param name="Shape">Its axes; the first counts the entities.</param>
/// <param name="Data">Its elements, row by row.</param>
public sealed record EntityPredictOutputInfo(string Name, string Datatype, IReadOnlyList<long> Shape, IReadOnlyList<JsonElement> Data);
