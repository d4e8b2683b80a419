using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrleansML.Registry;

namespace OrleansML.ChaosTests.Load;

/// <summary>Computes the hash chain of a model's history anew, from what the contract says of it.</summary>
internal static class HistoryChain
{
    /// <summary>What is wrong with a history; null where it is whole.</summary>
    public static string? FindFault(string model, RegistryEvent[] history)
    {
        var previous = "";
        for (var index = 0; index < history.Length; index++)
        {
            var move = history[index];
            if (move.Revision != index + 1)
                return $"Event {index} of {model} has revision {move.Revision} instead of {index + 1}.";

            var text = string.Create(
                CultureInfo.InvariantCulture,
                $"{previous}\n{move.Revision}\n{move.At.UtcTicks}\n{move.Version}\n{move.Action.Length}:{move.Action}\n{move.Reason.Length}:{move.Reason}");
            if (move.Hash != Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))))
                return $"Event {index} of {model} does not follow from the one before.";

            previous = move.Hash;
        }

        var repeated = history.Where(move => move.Reason.Length > 0).CountBy(move => move.Reason).FirstOrDefault(count => count.Value > 1);
        return repeated.Key is null ? null : $"The change '{repeated.Key}' of {model} happened {repeated.Value} times.";
    }
}
