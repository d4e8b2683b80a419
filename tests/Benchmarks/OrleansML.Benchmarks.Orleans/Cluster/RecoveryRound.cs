namespace OrleansML.Benchmarks.Cluster;

/// <summary>What a caller saw of a fault. Times are seconds since the fault.</summary>
/// <param name="Recovered">Whether another silo answered in the time that was given.</param>
/// <param name="FirstAnswer">When another silo first answered; the time that was given when none did.</param>
/// <param name="LastFailedSent">When the last call was sent that failed; 0 when none did.</param>
/// <param name="LastFailed">When the last call failed; 0 when none did.</param>
/// <param name="Failed">How many failed.</param>
/// <param name="LongestWait">How long a failed call waited at most.</param>
internal readonly record struct RecoveryRound(
    bool Recovered, double FirstAnswer, double LastFailedSent, double LastFailed, int Failed, double LongestWait);
