using System.CommandLine;

namespace OrleansML.Cli.Up;

/// <summary>An option that stands for a configuration key; the host checks its value with all others.</summary>
internal sealed class SettingOption : Option<string?>
{
    public SettingOption(string name, string key, string description, string helpName) : base(name)
    {
        Key = key;
        Description = description;
        HelpName = helpName;
    }

    public string Key { get; }
}
