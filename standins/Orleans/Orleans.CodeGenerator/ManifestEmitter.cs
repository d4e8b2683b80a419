using System.Text;

namespace Orleans.CodeGenerator;

/// <summary>Writes the manifest of an assembly: everything generated for it, and the assemblies it builds on.</summary>
internal static class ManifestEmitter
{
    public static string Namespace(string? assembly)
    {
        var result = new StringBuilder("OrleansCodeGen.");
        foreach (var character in assembly ?? "Unnamed")
        {
            result.Append(char.IsLetterOrDigit(character) || character == '.' ? character : '_');
        }
        return result.ToString();
    }

    public static string Emit(
        string ns, string? assembly, IEnumerable<TypeModel> types, IEnumerable<InterfaceModel> interfaces, IEnumerable<string> converters,
        IEnumerable<string> grains, IEnumerable<string> parts)
    {
        var source = new Source();
        source.Line($"[assembly: global::Orleans.Serialization.Configuration.TypeManifestProvider(typeof(global::{ns}.Manifest))]");
        foreach (var part in new SortedSet<string>(parts, StringComparer.Ordinal) { assembly ?? string.Empty })
        {
            source.Line($"[assembly: global::Orleans.ApplicationPart({Source.Literal(part)})]");
        }
        source.Open($"namespace {ns}");
        source.Open("internal sealed class Manifest : global::Orleans.Serialization.Configuration.TypeManifestProviderBase");
        source.Open("protected override void ConfigureInner(global::Orleans.Serialization.Configuration.TypeManifestOptions options)");
        foreach (var type in types)
        {
            if (type.Kind == TypeKindModel.Enum)
            {
                source.Line($"options.Serializers.Add(typeof(global::OrleansStandIn.Generated.EnumCodec<{type.Shape.Name}>));");
            }
            else source.Line($"options.Serializers.Add(typeof({CodecEmitter.CodecName(type)}{Open(type.Shape)}));");
            if (type.Alias is not null)
            {
                source.Line($"options.WellKnownTypeAliases[{Source.Literal(type.Alias)}] = typeof({type.Shape.OpenName});");
            }
        }

        foreach (var contract in interfaces) EmitInterface(source, contract);
        foreach (var name in interfaces.SelectMany(static contract => contract.Enums).Distinct(StringComparer.Ordinal))
        {
            source.Line($"options.Serializers.Add(typeof(global::OrleansStandIn.Generated.EnumCodec<{name}>));");
        }
        foreach (var name in interfaces.SelectMany(static contract => contract.Abstractions).Distinct(StringComparer.Ordinal))
        {
            source.Line($"options.AddAllowedType(typeof({name}));");
        }

        foreach (var converter in converters) source.Line($"options.Converters.Add(typeof({converter}));");
        foreach (var grain in grains.Distinct(StringComparer.Ordinal))
        {
            source.Line($"options.InterfaceImplementations.Add(typeof({grain}));");
        }
        source.Close();
        source.Close();
        source.Close();
        return source.ToString();
    }

    private static void EmitInterface(Source source, InterfaceModel contract)
    {
        source.Line($"options.Interfaces.Add(typeof({contract.Shape.OpenName}));");
        if (contract.WireName != contract.Display)
        {
            source.Line($"options.WellKnownTypeAliases[{Source.Literal($"interface:{contract.WireName}")}] = "
                + $"typeof({contract.Shape.OpenName});");
        }
        source.Line($"options.InterfaceProxies.Add(typeof({ProxyEmitter.ProxyName(contract)}{Open(contract.Shape)}));");
        foreach (var method in contract.Methods.Where(static method => method.ForwardArguments is null))
        {
            var name = $"{InvokableEmitter.ClassName(contract, method)}{InvokableEmitter.OpenParameters(contract, method)}";
            source.Line($"options.Serializers.Add(typeof(Codec_{name}));");
            source.Line($"options.WellKnownTypeAliases[{Source.Literal(method.WireName)}] = typeof({name});");
        }
    }

    private static string Open(TypeShape shape)
        => shape.Parameters.Length == 0 ? string.Empty
            : $"<{new string(',', shape.Parameters.Count(static character => character == ','))}>";
}
