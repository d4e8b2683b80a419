using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrleansML.Registry;

namespace OrleansML.Grains.Registry;

/// <summary>The hash chain of a model's history: changing or dropping an event breaks every hash after it.</summary>
internal static class RegistryHistory
{
    public static RegistryEvent Chain(string previousHash, long revision, DateTimeOffset at, string action, int version, string reason) => new()
    {
        Revision = revision,
        At = at,
        Action = action,
        Version = version,
        Reason = reason,
        Hash = Hash(previousHash, revision, at, action, version, reason),
    };

    /// <summary>Index of the first event whose hash does not follow from what is before it; -1 when the chain holds.</summary>
    public static int FindBreak(ReadOnlySpan<RegistryEvent> events)
    {
        var previous = "";
        for (var index = 0; index < events.Length; index++)
        {
            var move = events[index];
            if (move.Hash != Hash(previous, move.Revision, move.At, move.Action, move.Version, move.Reason))
                return index;
            previous = move.Hash;
        }

        return -1;
    }

    // Lengths before the texts keep two different events from having the same bytes.
    private static string Hash(string previous, long revision, DateTimeOffset at, string action, int version, string reason)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{previous}\n{revision}\n{at.UtcTicks}\n{version}\n{action.Length}:{action}\n{reason.Length}:{reason}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
