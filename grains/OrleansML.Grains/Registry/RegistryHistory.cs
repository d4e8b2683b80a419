using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrleansML.Deployments;
using OrleansML.Registry;

namespace OrleansML.Grains.Registry;

/// <summary>The hash chain of a model's history: changing or dropping an event breaks every hash after it.</summary>
internal static class RegistryHistory
{
    public const string Registered = "registered";
    public const string Promoted = "promoted";
    public const string RolledBack = "rolled-back";
    public const string Deployed = "deployed";
    public const string Aliased = "aliased";
    public const string AliasRemoved = "alias-removed";

    /// <summary>The event with the hash that binds it to the one before.</summary>
    public static RegistryEvent Chain(string previousHash, RegistryEvent move) => move with { Hash = Hash(previousHash, move) };

    /// <summary>Index of the first event whose hash does not follow from what is before it; -1 when the chain holds.</summary>
    public static int FindBreak(ReadOnlySpan<RegistryEvent> events)
    {
        var previous = "";
        for (var index = 0; index < events.Length; index++)
        {
            if (events[index].Hash != Hash(previous, events[index]))
                return index;
            previous = events[index].Hash;
        }

        return -1;
    }

    /// <summary>Which version an alias stood for at a time. The order of events counts, whatever the clocks of silos said.</summary>
    public static VersionAtTime VersionAt(ReadOnlySpan<RegistryEvent> events, string alias, DateTimeOffset time)
    {
        var found = new VersionAtTime { Name = alias, Time = time };
        foreach (var move in events)
        {
            if (move.At > time)
                continue;
            if (alias == AliasName.Champion)
                found = ChampionAfter(found, move);
            else if (move.Alias == alias)
                found = found with { Version = move.Action == AliasRemoved ? null : move.Version, Move = move };
        }

        return found;
    }

    /// <summary>
    /// The champions that lead to the present one, oldest first. Going back takes those off that came after, so that going back twice goes back
    /// twice as far.
    /// </summary>
    public static List<int> Champions(ReadOnlySpan<RegistryEvent> events)
    {
        var champions = new List<int>();
        foreach (var move in events)
        {
            var known = move.Action == RolledBack ? champions.LastIndexOf(move.Version) : -1;
            if (known >= 0)
                champions.RemoveRange(known + 1, champions.Count - known - 1);
            else if (MovesChampion(move, champions.Count == 0) && (champions.Count == 0 || champions[^1] != move.Version))
                champions.Add(move.Version);
        }

        return champions;
    }

    private static VersionAtTime ChampionAfter(VersionAtTime found, RegistryEvent move)
    {
        if (MovesChampion(move, isFirst: found.Version is null))
            return found with { Version = move.Version, Move = move, Weights = move.Weights ?? [] };
        return move.Action == Deployed ? found with { Weights = move.Weights ?? [] } : found;
    }

    // The first version is champion without anybody's saying so.
    private static bool MovesChampion(RegistryEvent move, bool isFirst) =>
        move.Action is Promoted or RolledBack || (isFirst && move.Action == Registered);

    // Lengths before the texts keep two different events from having the same bytes.
    private static string Hash(string previous, RegistryEvent move)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{previous}\n{move.Revision}\n{move.At.UtcTicks}\n{move.Version}\n{move.Action.Length}:{move.Action}\n{move.Reason.Length}:{move.Reason}");

        // Events from before these members existed have the hash that they always had.
        if (move.Alias is not null || move.Evidence is not null || move.Actor is not null || move.Weights is not null)
            text = $"{text}\n{Part(move.Alias)}\n{Part(move.Evidence)}\n{Part(move.Actor)}\n{Part(move.Weights)}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static string Part(string? text) => text is null ? "-" : string.Create(CultureInfo.InvariantCulture, $"{text.Length}:{text}");

    private static string Part(VersionWeight[]? weights) => weights is null
        ? "-"
        : string.Join(',', weights.Select(static weight => string.Create(CultureInfo.InvariantCulture, $"{weight.Version}={weight.Percent}")));
}
