using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace OrleansML.Learning.Definitions;

/// <summary>Writes YAML that is the same on every machine.</summary>
internal static class YamlText
{
    /// <summary>A file of one document.</summary>
    public static string Of(YamlMappingNode root)
    {
        var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        new YamlStream(new YamlDocument(root)).Save(writer, assignAnchors: false);
        return writer.ToString();
    }
}
