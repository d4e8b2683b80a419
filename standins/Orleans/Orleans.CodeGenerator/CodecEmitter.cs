namespace Orleans.CodeGenerator;

/// <summary>Writes the codec of a type.</summary>
internal static class CodecEmitter
{
    private const string Generated = "global::OrleansStandIn.Generated";
    private const string Accessor = "global::System.Runtime.CompilerServices.UnsafeAccessor";
    private const string Provider = "global::Orleans.Serialization.Serializers.CodecProvider";
    private const string Context = "global::Orleans.Serialization.Cloning.CopyContext";

    public static string CodecName(TypeModel type) => $"Codec_{type.Shape.HintName}";

    public static string Emit(TypeModel type, string ns)
    {
        var source = new Source();
        source.Open($"namespace {ns}");
        EmitClass(source, type);
        source.Close();
        return source.ToString();
    }

    private static void EmitClass(Source source, TypeModel type)
    {
        var name = type.Shape.Name;
        var isStruct = type.Kind == TypeKindModel.Struct;
        var isException = type.Kind is TypeKindModel.Exception or TypeKindModel.ExceptionRoot;
        var baseClass = isStruct ? "StructCodec" : isException ? "ExceptionClassCodec" : "ClassCodec";
        var all = type.Positional.Select(static (member, i) => (Member: member, Field: $"_p{i}")).Concat(
            type.Members.Select(static (member, i) => (Member: member, Field: $"_m{i}"))).ToArray();
        source.Line("[global::System.CodeDom.Compiler.GeneratedCode(\"Orleans.CodeGenerator\", \"1.0\")]");
        source.Open($"internal sealed class {CodecName(type)}{type.Shape.Parameters} : "
            + $"{Generated}.{baseClass}<{name}>{type.Shape.Constraints}");
        foreach (var (member, field) in all) source.Line($"private {Generated}.Codec<{member.Type}> {field};");
        if (HasBase(type)) source.Line($"private {Generated}.ClassCodec<{type.Base}> _base;");
        if (isStruct) source.Line("private bool _shareable;");
        if (type.Activation == Activation.Services) source.Line("private global::System.IServiceProvider _services;");
        EmitAccessors(source, type, all, isStruct);
        if (isStruct)
        {
            source.Line(type.IsImmutable ? "public override bool IsShareable => true;" : "public override bool IsShareable => _shareable;");
        }
        else if (!isException && type.IsImmutable) source.Line("public override bool IsShareable => true;");
        if (!isStruct && !type.IsTracked) source.Line("protected override bool IsTracked => false;");
        EmitInitialize(source, type, all, isStruct, isException);
        EmitCreate(source, type, isStruct, isException);
        EmitWrite(source, type, isStruct);
        EmitRead(source, type, isStruct);
        if (!isException) EmitCopy(source, type, all, isStruct);
        source.Close();
    }

    private static bool HasBase(TypeModel type) => type.Base is not null && type.Kind is TypeKindModel.Class or TypeKindModel.Exception;

    private static void EmitAccessors(Source source, TypeModel type, (MemberModel Member, string Field)[] all, bool isStruct)
    {
        var target = isStruct ? $"ref {type.Shape.Name}" : type.Shape.Name;
        foreach (var (member, field) in all)
        {
            if (member.Field is null) continue;
            source.Line($"[{Accessor}({Accessor}Kind.Field, Name = {Source.Literal(member.Field)})]");
            source.Line($"private static extern ref {member.Type} Get{field}({target} value);");
        }

        if (type.Activation != Activation.ConstructorAccessor) return;
        source.Line($"[{Accessor}({Accessor}Kind.Constructor)]");
        source.Line($"private static extern {type.Shape.Name} New();");
    }

    private static void EmitInitialize(
        Source source, TypeModel type, (MemberModel Member, string Field)[] all, bool isStruct, bool isException)
    {
        source.Open($"public override void Initialize({Provider} provider)");
        if (isException) source.Line("base.Initialize(provider);");
        foreach (var (member, field) in all) source.Line($"{field} = {Generated}.CodecLookup.Get<{member.Type}>(provider);");
        if (HasBase(type)) source.Line($"_base = {Generated}.CodecLookup.GetClass<{type.Base}>(provider);");
        if (type.Activation == Activation.Services) source.Line("_services = provider.Services;");
        if (isStruct)
        {
            var mutable = all.Where(static pair => !pair.Member.IsImmutable).Select(static pair => $"{pair.Field}.IsShareable").ToArray();
            source.Line($"_shareable = {(mutable.Length == 0 ? "true" : string.Join(" && ", mutable))};");
        }
        source.Close();
    }

    private static void EmitCreate(Source source, TypeModel type, bool isStruct, bool isException)
    {
        if (isStruct || isException) return;
        var expression = type.Activation switch
        {
            Activation.Constructor => $"new {type.Shape.Name}()",
            Activation.ConstructorAccessor => "New()",
            Activation.Services
                => $"global::Microsoft.Extensions.DependencyInjection.ActivatorUtilities.CreateInstance<{type.Shape.Name}>(_services)",
            _ when type.IsAbstract => "throw new global::System.InvalidOperationException(\"An abstract class has no instances.\")",
            _ => $"({type.Shape.Name})global::System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject("
                + $"typeof({type.Shape.Name}))",
        };
        source.Line($"public override {type.Shape.Name} Create() => {expression};");
    }

    private static string Access(MemberModel member, string field, string target, bool byRef)
        => member.Field is null ? $"{target}.@{member.Name}" : $"Get{field}({(byRef ? "ref " : string.Empty)}{target})";

    private static void EmitWrite(Source source, TypeModel type, bool isStruct)
    {
        source.Open($"public override void WriteFields(ref {Generated}.WireWriter writer, "
            + $"{(isStruct ? "in " : string.Empty)}{type.Shape.Name} value)");
        var target = "value";
        if (isStruct)
        {
            source.Line($"ref var instance = ref global::System.Runtime.CompilerServices.Unsafe.AsRef(in value);");
            target = "instance";
        }

        if (type.Kind == TypeKindModel.ExceptionRoot)
        {
            source.Line("WriteException(ref writer, value);");
        }
        else if (HasBase(type))
        {
            source.Line("_base.WriteFields(ref writer, value);");
            source.Line("writer.WriteEndBase();");
        }

        Write(type.Positional, "_p");
        if (type.Positional.Count > 0) source.Line("writer.WriteEndBase();");
        Write(type.Members, "_m");
        source.Close();

        void Write(EquatableArray<MemberModel> members, string prefix)
        {
            var last = 0u;
            for (var i = 0; i < members.Count; i++)
            {
                source.Line($"{prefix}{i}.Write(ref writer, {members[i].Id - last}u, "
                    + $"{Access(members[i], $"{prefix}{i}", target, isStruct)});");
                last = members[i].Id;
            }
        }
    }

    private static void EmitRead(Source source, TypeModel type, bool isStruct)
    {
        source.Open($"public override void ReadFields(ref {Generated}.WireReader reader, "
            + $"{(isStruct ? "ref " : string.Empty)}{type.Shape.Name} value)");
        if (type.Kind == TypeKindModel.ExceptionRoot) source.Line("ReadException(ref reader, value);");
        else if (HasBase(type)) source.Line("_base.ReadFields(ref reader, value);");
        source.Line("uint id = 0;");
        if (type.Positional.Count > 0)
        {
            Read(type.Positional, "_p");
            source.Line("id = 0;");
        }

        Read(type.Members, "_m");
        source.Close();

        void Read(EquatableArray<MemberModel> members, string prefix)
        {
            source.Open($"while (reader.ReadField(ref id, out var kind{prefix}))");
            source.Open("switch (id)");
            for (var i = 0; i < members.Count; i++)
            {
                source.Line($"case {members[i].Id}u: {Access(members[i], $"{prefix}{i}", "value", isStruct)} = {prefix}{i}.Read(ref "
                    + $"reader, kind{prefix}); break;");
            }

            source.Line($"default: reader.Skip(kind{prefix}); break;");
            source.Close();
            source.Close();
        }
    }

    private static void EmitCopy(Source source, TypeModel type, (MemberModel Member, string Field)[] all, bool isStruct)
    {
        if (isStruct)
        {
            source.Open($"public override void CopyFields(ref {type.Shape.Name} value, {Context} context)");
            foreach (var (member, field) in all)
            {
                if (member.IsImmutable) continue;
                var access = Access(member, field, "value", true);
                source.Line($"{access} = {field}.Copy({access}, context);");
            }
        }
        else
        {
            source.Open($"public override void CopyFields({type.Shape.Name} from, {type.Shape.Name} to, {Context} context)");
            if (HasBase(type)) source.Line("_base.CopyFields(from, to, context);");
            foreach (var (member, field) in all)
            {
                var from = Access(member, field, "from", false);
                source.Line($"{Access(member, field, "to", false)} = {(member.IsImmutable ? from : $"{field}.Copy({from}, context)")};");
            }
        }

        source.Close();
    }
}
