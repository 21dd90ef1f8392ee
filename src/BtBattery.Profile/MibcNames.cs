using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace BtBattery.Profile;

/// <summary>Two things that System.Reflection.Emit writes otherwise than crossgen2 looks them up, mended in the tables of the file.</summary>
internal static class MibcNames
{
    /// <summary>The type that stands for all references; the runtime has it in its core library.</summary>
    private const string Canon = "__Canon";

    /// <summary>Mends them.</summary>
    /// <param name="bytes">An assembly; changed in place.</param>
    /// <param name="canonAssembly">Where <c>System.__Canon</c> is looked for; the file refers to that assembly already.</param>
    public static void Mend(byte[] bytes, string canonAssembly)
    {
        using var image = new PEReader(new MemoryStream([.. bytes]));
        MetadataReader reader = image.GetMetadataReader();
        Memory<byte> metadata = bytes.AsMemory(image.PEHeaders.MetadataStartOffset, image.PEHeaders.MetadataSize);

        // Every constructor is declared as one of an object. The methods here have the signature of a static constructor.
        int signature = MetadataTokens.GetHeapOffset(reader.GetMethodDefinition(reader.MethodDefinitions.First()).Signature);
        int signatureSize = reader.GetHeapSize(HeapIndex.Blob) > ushort.MaxValue ? sizeof(int) : sizeof(ushort);
        foreach (MemberReferenceHandle handle in reader.MemberReferences)
        {
            if (reader.GetString(reader.GetMemberReference(handle).Name) == ConstructorInfo.TypeConstructorName)
            {
                Write(Row(reader, metadata, TableIndex.MemberRef, handle)[^signatureSize..], signature);
            }
        }

        AssemblyReferenceHandle canon = reader.AssemblyReferences.Single(handle => reader.GetString(reader.GetAssemblyReference(handle).Name) == canonAssembly);
        int nameSize = reader.GetHeapSize(HeapIndex.String) > ushort.MaxValue ? sizeof(int) : sizeof(ushort);
        foreach (TypeReferenceHandle handle in reader.TypeReferences)
        {
            if (reader.GetString(reader.GetTypeReference(handle).Name) == Canon)
            {
                Write(Row(reader, metadata, TableIndex.TypeRef, handle)[..^(2 * nameSize)], CodedIndex.ResolutionScope(canon));
            }
        }
    }

    private static Span<byte> Row(MetadataReader reader, Memory<byte> metadata, TableIndex table, EntityHandle handle)
    {
        int size = reader.GetTableRowSize(table);
        return metadata.Span.Slice(reader.GetTableMetadataOffset(table) + ((MetadataTokens.GetRowNumber(handle) - 1) * size), size);
    }

    private static void Write(Span<byte> column, int value)
    {
        if (column.Length == sizeof(ushort))
        {
            BinaryPrimitives.WriteUInt16LittleEndian(column, (ushort)value);
        }
        else
        {
            BinaryPrimitives.WriteInt32LittleEndian(column, value);
        }
    }
}
