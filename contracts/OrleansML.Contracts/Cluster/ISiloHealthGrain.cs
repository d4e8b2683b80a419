namespace OrleansML.Cluster;

/// <summary>Says how the silo is that the call arrives at. Key: 0. It lives on every silo, so that no other silo is needed for the answer.</summary>
[Alias("OrleansML.ISiloHealthGrain")]
public interface ISiloHealthGrain : IGrainWithIntegerKey
{
    /// <summary>Runs the silo's checks, or joins a run under way.</summary>
    [Alias("Check"), ResponseTimeout("00:00:10")]
    Task<SiloHealth> Check();
}
