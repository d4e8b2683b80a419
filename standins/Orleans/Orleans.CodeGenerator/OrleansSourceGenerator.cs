using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Orleans.CodeGenerator;

/// <summary>
/// Generates codecs of serializable types, proxies and request classes of grain interfaces, and the manifest that names them all.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class OrleansSourceGenerator : IIncrementalGenerator
{
    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var assembly = context.CompilationProvider.Select(static (compilation, _) => compilation.AssemblyName);
        var parts = context.CompilationProvider.Select(static (compilation, _) => new EquatableArray<string>(FindParts(compilation)));
        var types = context.SyntaxProvider.ForAttributeWithMetadataName(
            "Orleans.GenerateSerializerAttribute",
            static (_, _) => true,
            static (syntax, cancellationToken)
                => TypeModelFactory.Create((INamedTypeSymbol)syntax.TargetSymbol, syntax.Attributes[0], cancellationToken));
        var converters = context.SyntaxProvider.ForAttributeWithMetadataName(
            "Orleans.RegisterConverterAttribute", static (_, _)
                => true, static (syntax, _) => CreateConverter((INamedTypeSymbol)syntax.TargetSymbol));
        var interfaces = context.SyntaxProvider.CreateSyntaxProvider(
            static (node, _) => node is InterfaceDeclarationSyntax { BaseList: not null },
            static (syntax, cancellationToken)
                => syntax.SemanticModel.GetDeclaredSymbol((InterfaceDeclarationSyntax)syntax.Node, cancellationToken) is { } symbol
                    && IsFirstDeclaration(symbol, syntax.Node)
                ? InterfaceModelFactory.Create(symbol, cancellationToken)
                : null)
            .Where(static contract => contract is not null);
        var grains = context.SyntaxProvider.CreateSyntaxProvider(
            static (node, _) => node is ClassDeclarationSyntax { BaseList: not null },
            static (syntax, cancellationToken)
                => syntax.SemanticModel.GetDeclaredSymbol((ClassDeclarationSyntax)syntax.Node, cancellationToken) is { } symbol
                    ? GetGrain(symbol) : null)
            .Where(static grain => grain is not null);

        context.RegisterSourceOutput(
            types.Combine(assembly), static (output, pair) => EmitType(output, pair.Left, ManifestEmitter.Namespace(pair.Right)));
        context.RegisterSourceOutput(
            interfaces.Combine(assembly), static (output, pair)
                => EmitInterface(output, pair.Left!, ManifestEmitter.Namespace(pair.Right)));
        context.RegisterSourceOutput(
            types.Combine(converters.Collect()), static (output, pair) => ReportSuspects(output, pair.Left, pair.Right));
        context.RegisterSourceOutput(
            types.Collect().Combine(interfaces.Collect()).Combine(converters.Collect()).Combine(grains.Collect()).Combine(
                assembly.Combine(parts)),
            static (output, all) =>
            {
                var ((((types, interfaces), converters), grains), (assembly, parts)) = all;
                var source = ManifestEmitter.Emit(
                    ManifestEmitter.Namespace(assembly), assembly, types.Where(static type => !IsBroken(type)),
                    interfaces.OfType<InterfaceModel>().Where(static contract => contract.Diagnostics.Count == 0),
                    converters.Select(static converter => converter.OpenName), grains.OfType<string>(), parts);
                output.AddSource("Manifest.g.cs", SourceText.From(source, Encoding.UTF8));
            });
    }

    private static void EmitType(SourceProductionContext output, TypeModel type, string ns)
    {
        foreach (var diagnostic in type.Diagnostics) output.ReportDiagnostic(Rules.ToDiagnostic(diagnostic));
        if (type.Kind == TypeKindModel.Enum || IsBroken(type)) return;
        output.AddSource($"Codec.{type.Shape.HintName}.g.cs", SourceText.From(CodecEmitter.Emit(type, ns), Encoding.UTF8));
    }

    private static void EmitInterface(SourceProductionContext output, InterfaceModel contract, string ns)
    {
        foreach (var diagnostic in contract.Diagnostics) output.ReportDiagnostic(Rules.ToDiagnostic(diagnostic));
        if (contract.Diagnostics.Count > 0) return;
        output.AddSource($"Proxy.{contract.Shape.HintName}.g.cs", SourceText.From(ProxyEmitter.Emit(contract, ns), Encoding.UTF8));
    }

    private static bool IsBroken(TypeModel type) => type.Diagnostics.Any(static diagnostic => diagnostic.Rule != Rules.MissingIds);

    private static void ReportSuspects(SourceProductionContext output, TypeModel type, ImmutableArray<ConverterModel> converters)
    {
        foreach (var suspect in type.Suspects)
        {
            if (converters.All(converter => converter.Converted != suspect.Type))
                output.ReportDiagnostic(
                    Rules.ToDiagnostic(
                        new(Rules.NotSerializable, suspect.Location, new(
                            [suspect.Member, suspect.Type.Replace("global::", string.Empty)]))));
        }
    }

    private static ConverterModel CreateConverter(INamedTypeSymbol type)
    {
        var contract = type.AllInterfaces.FirstOrDefault(
            static contract => contract.OriginalDefinition.DisplayName() == "Orleans.IConverter<TValue, TSurrogate>");
        return new(type.GetShape().OpenName, contract?.TypeArguments[0].OriginalDefinition.FullName() ?? string.Empty);
    }

    private static string? GetGrain(INamedTypeSymbol type)
        => !type.IsAbstract && type.IsReachable() && type.Implements("Orleans.IGrain")
            && !type.DerivesFrom("Orleans.Runtime.GrainReference") ? type.GetShape().OpenName : null;

    private static bool IsFirstDeclaration(INamedTypeSymbol symbol, SyntaxNode node)
        => symbol.DeclaringSyntaxReferences[0] is var first && first.SyntaxTree == node.SyntaxTree && first.Span == node.Span;

    /// <summary>Referenced assemblies that hold generated code or refer to such.</summary>
    private static IEnumerable<string> FindParts(Compilation compilation)
        => compilation.SourceModule.ReferencedAssemblySymbols.Where(
            static assembly => assembly.HasAttribute("Orleans.ApplicationPartAttribute")).Select(static assembly => assembly.Identity.Name);

    private sealed record ConverterModel(string OpenName, string Converted);
}
