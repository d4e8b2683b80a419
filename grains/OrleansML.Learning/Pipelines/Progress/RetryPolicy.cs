using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OrleansML.Learning.Pipelines;

/// <summary>When a failed step is tried again.</summary>
internal static class RetryPolicy
{
    /// <summary>The largest part of a wait that jitter takes away, so that what failed together is not tried again together.</summary>
    private const double Jitter = 0.2;

    /// <summary>Why a failure is final; null when it is tried again.</summary>
    /// <param name="policy">The policy of the step.</param>
    /// <param name="failure">The failure.</param>
    /// <param name="retries">Retries so far.</param>
    public static string? WhyFinal(StepRetries policy, StepFailureKind failure, int retries)
    {
        if (failure == StepFailureKind.User)
            return "a user's error is never tried again";
        if (!policy.On.Contains(failure))
            return $"failures of this kind are not tried again here; those that are: {string.Join(", ", policy.On.Select(Definitions.EnumText.Of))}";
        return retries < policy.Most ? null : string.Create(CultureInfo.InvariantCulture, $"{retries} of {policy.Most} retries are used up");
    }

    /// <summary>The wait before a retry: exponential, bounded, less up to a fifth. The same run, step and attempt give the same wait.</summary>
    /// <param name="policy">The policy of the step.</param>
    /// <param name="retry">Which retry, from 1.</param>
    /// <param name="seed">What the jitter follows from.</param>
    public static TimeSpan Wait(StepRetries policy, int retry, string seed)
    {
        var seconds = Math.Min(policy.First.TotalSeconds * Math.Pow(policy.Factor, retry - 1), policy.Longest.TotalSeconds);
        return TimeSpan.FromSeconds(seconds * (1 - (Jitter * Fraction(seed))));
    }

    // The first 53 bits of the digest, as a number from 0 to below 1.
    private static double Fraction(string seed) =>
        (BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(seed))) >> 11) * Math.ScaleB(1, -53);
}
