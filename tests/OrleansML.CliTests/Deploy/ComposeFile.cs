using OrleansML.Testing;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace OrleansML.CliTests.Deploy;

/// <summary>A compose file as Docker Compose reads it, with YAML merge keys resolved.</summary>
internal sealed class ComposeFile
{
    private readonly Dictionary<object, object> _root;

    private ComposeFile(Dictionary<object, object> root) => _root = root;

    /// <summary>Services by name.</summary>
    public IReadOnlyDictionary<string, ComposeService> Services =>
        Section("services").ToDictionary(entry => (string)entry.Key, entry => new ComposeService((Dictionary<object, object>)entry.Value));

    /// <summary>Names of the volumes that it declares.</summary>
    public IEnumerable<string> Volumes => Section("volumes").Keys.Cast<string>();

    /// <summary>Names of the networks that it declares.</summary>
    public IEnumerable<string> Networks => Section("networks").Keys.Cast<string>();

    /// <summary>Keys at the top.</summary>
    public IEnumerable<string> Keys => _root.Keys.Cast<string>();

    /// <summary>The first subnet of a network.</summary>
    public string SubnetOf(string network)
    {
        var ipam = (Dictionary<object, object>)((Dictionary<object, object>)Section("networks")[network])["ipam"];
        return (string)((Dictionary<object, object>)((List<object>)ipam["config"])[0])["subnet"];
    }

    public static ComposeFile Read(string name)
    {
        using var reader = new StreamReader(Repository.PathOf("deploy", "compose", name));
        var parser = new MergingParser(new Parser(reader));
        parser.Consume<StreamStart>();
        return new ComposeFile(new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(parser));
    }

    private Dictionary<object, object> Section(string name) =>
        _root.TryGetValue(name, out var section) ? (Dictionary<object, object>)section : [];
}
