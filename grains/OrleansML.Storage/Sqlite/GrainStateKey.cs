namespace OrleansML.Storage.Sqlite;

/// <summary>Names one stored state; the service id keeps services apart that share a file.</summary>
internal readonly record struct GrainStateKey(string ServiceId, string StateName, GrainId GrainId)
{
    public override string ToString() => $"state '{StateName}' of grain '{GrainId}' (service '{ServiceId}')";
}
