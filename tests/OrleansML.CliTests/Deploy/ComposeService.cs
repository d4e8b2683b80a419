namespace OrleansML.CliTests.Deploy;

/// <summary>One service of a compose file.</summary>
internal sealed class ComposeService(Dictionary<object, object> keys)
{
    public IEnumerable<string> Keys => keys.Keys.Cast<string>();

    public IReadOnlyList<string> Command => List("command");

    public IReadOnlyList<string> Volumes => List("volumes");

    public IReadOnlyList<string> Ports => List("ports");

    public string? Restart => keys.GetValueOrDefault("restart") as string;

    public string? StopGracePeriod => keys.GetValueOrDefault("stop_grace_period") as string;

    public IReadOnlyDictionary<string, string> Environment =>
        Map("environment").ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value);

    /// <summary>Services that it waits for, with the condition.</summary>
    public IReadOnlyDictionary<string, string> DependsOn => Map("depends_on").ToDictionary(
        entry => (string)entry.Key, entry => (string)((Dictionary<object, object>)entry.Value)["condition"]);

    public IReadOnlyList<string> HealthTest => [.. ((List<object>)Map("healthcheck")["test"]).Cast<string>()];

    /// <summary>Its fixed address by network.</summary>
    public IReadOnlyDictionary<string, string> Addresses => Map("networks").ToDictionary(
        entry => (string)entry.Key, entry => (string)((Dictionary<object, object>)entry.Value)["ipv4_address"]);

    /// <summary>Where an image is built from: context and Dockerfile, relative to the compose file.</summary>
    public (string Context, string Dockerfile)? Build => keys.ContainsKey("build")
        ? ((string)Map("build")["context"], (string)Map("build")["dockerfile"])
        : null;

    private Dictionary<object, object> Map(string key) =>
        keys.TryGetValue(key, out var value) ? (Dictionary<object, object>)value : [];

    private string[] List(string key) => keys.TryGetValue(key, out var value) ? [.. ((List<object>)value).Cast<string>()] : [];
}
