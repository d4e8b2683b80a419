using OrleansML.Data.Training;
using OrleansML.Learning.Gate;
using OrleansML.Learning.Records;

namespace OrleansML.Grains.Training;

/// <summary>The decision about a candidate, and all that it rests on. Kept as an artifact, so that it cannot change afterwards.</summary>
internal sealed record GateRecord
{
    /// <summary>The run that made the candidate.</summary>
    public required string Run { get; init; }

    /// <summary>Name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>Who asked for it.</summary>
    public required string By { get; init; }

    /// <summary>When it was decided.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>
    /// SHA-256 of the candidate's package, in lower-case hexadecimal; a version that is made of it has it as <see cref="OrleansML.Registry.ModelVersion.Artifact"/>.
    /// </summary>
    public required string ChallengerPackage { get; init; }

    /// <summary>SHA-256 of the champion's package, in lower-case hexadecimal; null when there was none.</summary>
    public required string? ChampionPackage { get; init; }

    /// <summary>SHA-256 of the training definition, in lower-case hexadecimal.</summary>
    public required string DefinitionSha256 { get; init; }

    /// <summary>The files that the rows came from.</summary>
    public required IReadOnlyList<TrainingSource> Sources { get; init; }

    /// <summary>The rows that decided.</summary>
    public required TrainingPart Test { get; init; }

    /// <summary>The policy, every comparison, and the reasons.</summary>
    public required GateVerdict Verdict { get; init; }

    /// <summary>Reads a record.</summary>
    /// <exception cref="System.Text.Json.JsonException">It is none.</exception>
    public static GateRecord Read(ReadOnlySpan<byte> json) => CanonicalJson.Read<GateRecord>(json);

    /// <summary>The record in JSON.</summary>
    public byte[] ToJson() => CanonicalJson.Write(this);
}
